namespace DtnBox.FunctionsHost.Http;

internal sealed partial class FunctionProxy
{
    // Ids 1400-1499 belong to the HTTP front.
    [LoggerMessage(1400, LogLevel.Warning, "{Method} {Path} was not carried through: {Error}")]
    private partial void LogFailed(string method, string path, ForwarderError error);
}
