"""Documents that people sign, read and keep: from frozen data to PDF, DOCX and HTML that say the same."""
