"""May this recipient have these data, for this purpose, now, and on what legal basis?"""
