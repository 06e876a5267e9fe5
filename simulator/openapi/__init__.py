"""OpenAPI 3.1 documents, compiled once: which operation a request names, and whether both sides keep its promises."""
