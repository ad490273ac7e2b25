namespace DtnBox.ControllerAgent.Enrollment;

/// <summary>The control plane no longer listens to this agent, for good.</summary>
internal sealed class AgentRevokedException(string message) : Exception(message);
