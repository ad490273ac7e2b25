using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace DtnBox.DurableTask.Worker;

/// <summary>What the host gets back. Always an object: an empty answer would hang the invocation until its timeout.</summary>
/// <param name="ReturnValue">The function's result; null for none. A string, because hosts rewrite other JSON.</param>
internal sealed record InvocationResult(string? ReturnValue) : IResult
{
    // As declared: hosts know these names in this case.
    private static readonly JsonSerializerOptions AsDeclared = new();

    public IReadOnlyDictionary<string, object> Outputs { get; } = new Dictionary<string, object>();

    public IReadOnlyList<string> Logs { get; } = [];

    public Task ExecuteAsync(HttpContext httpContext)
        => httpContext.Response.WriteAsJsonAsync(this, AsDeclared, httpContext.RequestAborted);
}
