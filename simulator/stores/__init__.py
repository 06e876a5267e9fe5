"""Where sandboxes live. A store keeps versions of values; what a record means is none of its business."""
