"""The only door to pyttsx3 and the loudspeaker.

`spoken.SpokenSpeaker` is the speaker of the kiosk, `captions.CaptionSpeaker` the one without
sound, and `missing.missing_voice` says what this machine lacks.
"""
