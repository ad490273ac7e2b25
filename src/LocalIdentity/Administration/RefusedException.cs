namespace DtnBox.LocalIdentity.Administration;

/// <summary>A command cannot be done; the message is for the person who gave it.</summary>
public sealed class RefusedException : Exception
{
    public RefusedException()
    {
    }

    public RefusedException(string message)
        : base(message)
    {
    }

    public RefusedException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
