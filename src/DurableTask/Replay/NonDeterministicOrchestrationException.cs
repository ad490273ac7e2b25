namespace DtnBox.DurableTask.Replay;

/// <summary>The code asks for something else than its recorded history: the instance cannot go on.</summary>
public sealed class NonDeterministicOrchestrationException(string message) : Exception(message);
