namespace DtnBox.ControllerAgent;

/// <summary>With which of the <see cref="ExitCodes"/> the process is to end.</summary>
internal sealed class AgentExit
{
    public int Code { get; set; } = ExitCodes.Ok;
}
