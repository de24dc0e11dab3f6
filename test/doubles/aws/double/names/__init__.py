"""Route 53 and ACM: names, and certificates that are issued once their names are proven."""
