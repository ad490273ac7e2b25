namespace DtnBox.DurableTask;

/// <summary>Thrown by an activity when another attempt cannot help: retry policies give up at once.</summary>
public class NonRetriableException(string message, Exception? innerException = null)
    : Exception(message, innerException);
