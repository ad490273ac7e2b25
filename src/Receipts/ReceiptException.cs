namespace DtnBox.Receipts;

/// <summary>A receipt is not as it was written; the message names the line, and the object when it can be read.</summary>
public sealed class ReceiptException(long line, string message) : Exception($"Line {line}: {message}")
{
    /// <summary>Gets the first line that is not right, from 1.</summary>
    public long Line { get; } = line;
}
