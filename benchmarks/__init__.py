"""What has a speed to show."""
