namespace DtnBox.ControllerAgent.Enrollment;

/// <summary>The agent cannot keep its identity where it should.</summary>
internal sealed class StateDirectoryException(string message, Exception cause) : Exception(message, cause);
