namespace DtnBox.DurableTask.Worker;

/// <summary>The process was not started by a Functions host. Its message is for the person who started it.</summary>
public sealed class FunctionsHostMissingException(string message) : Exception(message);
