"""The quiz on the full screen: imported only where a terminal allows it; `fitting` says whether it does."""
