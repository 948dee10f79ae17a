"""The two ways to a token, by their OAuth names."""

CLIENT_CREDENTIALS = "client_credentials"
PERSONA = "urn:hjemmel:development:persona"
