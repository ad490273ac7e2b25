namespace DtnBox.ControllerAgent.Ledger;

internal sealed partial class LedgerCalls
{
    // Ids 3080-3099 belong to the ledger.
    [LoggerMessage(3080, LogLevel.Warning, "Reading {Stream} of {CommandId} broke off: {Reason}. Reading on in {Delay}")]
    private partial void LogBrokeOff(string stream, string commandId, string reason, TimeSpan delay);
}
