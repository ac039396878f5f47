"""Claims out of documents: the seam, the rules extractor, and the gate."""
