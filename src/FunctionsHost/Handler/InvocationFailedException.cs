namespace DtnBox.FunctionsHost.Handler;

/// <summary>The handler did not carry out an invocation; type and text are what the real host would record.</summary>
internal sealed class InvocationFailedException(string errorType, string message) : Exception(message)
{
    public const string HttpRequest = "System.Net.Http.HttpRequestException";
    public const string InvalidOperation = "System.InvalidOperationException";

    public string ErrorType { get; } = errorType;
}

/// <summary>The invocation took longer than functionTimeout; the handler has been restarted for it.</summary>
internal sealed class FunctionTimeoutException(string function, TimeSpan timeout)
    : Exception($"Timeout value of {timeout} was exceeded by function: Functions.{function}");
