namespace DtnBox.DurableTask;

/// <summary>An exception that has crossed a process boundary.</summary>
/// <param name="ErrorType">The full name of the exception's type.</param>
/// <param name="IsNonRetriable">True when another attempt cannot help.</param>
public sealed record TaskFailureDetails(
    string ErrorType,
    string ErrorMessage,
    string? StackTrace = null,
    TaskFailureDetails? InnerFailure = null,
    bool IsNonRetriable = false)
{
    /// <summary>Describes <paramref name="exception"/> and its inner exceptions.</summary>
    /// <remarks>A failed task's own details stay visible as the inner failure of the exception that reported them.</remarks>
    public static TaskFailureDetails FromException(Exception exception) => new(
        exception.GetType().FullName ?? exception.GetType().Name,
        exception.Message,
        exception.StackTrace,
        exception is TaskFailedException failed ? failed.FailureDetails
            : exception.InnerException is { } inner ? FromException(inner) : null,
        exception is NonRetriableException);

    /// <summary>
    /// Whether the failure was an exception of this type or of one derived from it. A type that this process does not
    /// know matches by its full name only.
    /// </summary>
    public bool IsCausedBy<T>() where T : Exception => IsCausedBy(typeof(T));

    /// <inheritdoc cref="IsCausedBy{T}"/>
    public bool IsCausedBy(Type exceptionType)
    {
        if (string.Equals(ErrorType, exceptionType.FullName, StringComparison.Ordinal))
        {
            return true;
        }

        Type? known = Type.GetType(ErrorType, throwOnError: false)
            ?? AppDomain.CurrentDomain.GetAssemblies()
                .Select(assembly => assembly.GetType(ErrorType, throwOnError: false))
                .FirstOrDefault(type => type is not null);
        return known is not null && exceptionType.IsAssignableFrom(known);
    }

    public override string ToString() => $"{ErrorType}: {ErrorMessage}";
}
