namespace DtnBox.LocalIdentity.Database;

/// <summary>The database is not one that this program can use; the message says what helps.</summary>
public sealed class SchemaException : Exception
{
    public SchemaException()
    {
    }

    public SchemaException(string message)
        : base(message)
    {
    }

    public SchemaException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
