"""The pure floor of the review: portfolio and plans together; it takes today and reads no clock."""
