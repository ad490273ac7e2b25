namespace DtnBox.LocalIdentity.Configuration;

/// <summary>The state directory cannot be used; the message says why and what helps.</summary>
public sealed class StateDirectoryException : Exception
{
    public StateDirectoryException()
    {
    }

    public StateDirectoryException(string message)
        : base(message)
    {
    }

    public StateDirectoryException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
