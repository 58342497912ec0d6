"""What everything rests on: checked answers, missing ones, moments, scores, results and refusals."""
