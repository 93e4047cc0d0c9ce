"""What a trainee sees in a notebook: screens, pictures, wording."""
