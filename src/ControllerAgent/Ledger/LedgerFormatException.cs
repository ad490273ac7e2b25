namespace DtnBox.ControllerAgent.Ledger;

/// <summary>A ledger stream holds something that is not a line of its kind: a defect, never the network's doing.</summary>
internal sealed class LedgerFormatException(string stream, long line, Exception cause)
    : Exception($"Line {line} of the ledger stream '{stream}' cannot be read: {cause.Message}", cause);
