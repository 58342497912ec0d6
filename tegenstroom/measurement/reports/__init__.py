"""The report of a measurement: made once, then shown as a page, a paper and a workbook with the same numbers."""
