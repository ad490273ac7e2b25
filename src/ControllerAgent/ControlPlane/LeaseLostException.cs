namespace DtnBox.ControllerAgent.ControlPlane;

/// <summary>The command belongs to somebody else now (409): whoever meets this drops the command without a word.</summary>
internal sealed class LeaseLostException(string message) : Exception(message);
