namespace DtnBox.Functions.Commands;

/// <summary>
/// A command's id: what is done for which transfer, in which attempt, which time. It follows from the orchestration's
/// state alone, so scheduling it again, by a replay or by a run that took over, finds the same command.
/// </summary>
internal static class CommandId
{
    public static string For(string transferId, int attempt, string name, params object[] which)
        => string.Join('.', [transferId, attempt, name, .. which]);
}
