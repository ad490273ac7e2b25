namespace DtnBox.Functions.Transfers.KeyLists;

/// <summary>The caller's list of keys cannot be taken; the message names the line, the cause and the fix.</summary>
internal sealed class KeyListException(string message, Exception? inner = null, int status = StatusCodes.Status400BadRequest)
    : Exception(message, inner)
{
    public int Status { get; } = status;
}
