using System.CommandLine;
using DtnBox.Cli.Api;

namespace DtnBox.Cli.SignIn;

/// <summary>A run of a verb that signs in or out: it needs no token.</summary>
internal sealed class SignInSession(ParseResult parsed, GlobalOptions options, Terminal terminal)
    : Invocation(parsed, options, terminal)
{
    public Uri ControlPlane { get; } = ConnectionSettings.Address(parsed.GetValue(options.Url), terminal);

    public SignInFiles Files { get; } = new(terminal);

    /// <summary>Opens the API with a token, or without any.</summary>
    public ApiClient OpenApi(string? token) => new(ControlPlane, _ => Task.FromResult(token));

    public Task TellAsync(string words) => Terminal.Error.WriteLineAsync(words);

    public override void Dispose()
    {
    }
}
