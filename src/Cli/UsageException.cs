namespace DtnBox.Cli;

/// <summary>The caller has to change something in the command or its surroundings; the message says what.</summary>
internal sealed class UsageException(string message, int exitCode = ExitCodes.Usage) : Exception(message)
{
    public int ExitCode { get; } = exitCode;
}
