"""What moto accepts and AWS refuses, and what AWS does besides and moto leaves out."""
