"""What people have agreed to and refused."""
