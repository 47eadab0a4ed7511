"""Forms and quizzes, as pure functions: assembling a form from candidates, playing it, scoring it."""
