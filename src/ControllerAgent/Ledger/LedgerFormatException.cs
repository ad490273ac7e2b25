namespace DtnBox.ControllerAgent.Ledger;

/// <summary>A ledger stream or list holds something that is not a line of its kind: a defect, never the network's doing.</summary>
internal sealed class LedgerFormatException(string path, long line, Exception cause)
    : Exception($"Line {line} of '{path}' cannot be read: {cause.Message}", cause);
