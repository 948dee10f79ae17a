"""What can go wrong in a way that the person at the keyboard can put right."""


class StackError(Exception):
    """The message is a sentence that says what to do."""


class NotReady(StackError):
    """The stack did not come up; names the process to blame, whose log says more."""

    def __init__(self, process: str, sentence: str) -> None:
        super().__init__(sentence)
        self.process = process
