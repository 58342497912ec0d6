"""What people write in dialogues: parsing and field errors."""
