using System.CommandLine;
using DtnBox.Cli.Api;
using DtnBox.Cli.People;
using DtnBox.Cli.Text;
using DtnBox.Contracts;
using DtnBox.Contracts.People;

namespace DtnBox.Cli.SignIn;

/// <summary><c>dtnbox login</c></summary>
internal static class Login
{
    private static readonly string[] Scopes = ["openid", "profile", "email", "offline_access"];

    public static Command Create(Shell shell)
    {
        var provider = new Option<string?>("--provider")
        {
            Description = "Which provider to sign in with, when the control plane has several.", HelpName = "name",
        };
        var invitation = new Option<string?>("--invitation")
        {
            Description = "Come in with an invitation, which lets you in at once.", HelpName = "code",
        };
        var verb = new Verb(
            "login",
            "Signs you in with a code that you enter in a browser, on this machine or another one.",
            "dtnbox login",
            "dtnbox login --url https://dtnbox.example --provider campus",
            "dtnbox login --invitation dti_...")
        {
            provider, invitation, shell.Options.Url,
        };
        shell.OnRun(verb, (parsed, terminal) => new SignInSession(parsed, shell.Options, terminal), async (session, cancellationToken) =>
        {
            SignInProvider chosen = await ChooseAsync(session, session.Get(provider), cancellationToken);
            StoredSignIn signIn = await SignInAsync(session, chosen, cancellationToken);
            using (await session.Files.LockAsync(session.ControlPlane, cancellationToken))
            {
                session.Files.Write(signIn);
            }

            await session.TellAsync($"Signed in at {session.ControlPlane}. 'dtnbox logout' ends it.");
            if (ConnectionSettings.Variable(session.Terminal, "DTNBOX_TOKEN") is not null)
            {
                await session.TellAsync("dtnbox: DTNBOX_TOKEN is set, and is used rather than this sign-in. Unset it.");
            }

            using ApiClient api = session.OpenApi(signIn.AccessToken);
            UserView user = await api.PostAsync<UserView>(PeoplePaths.Me, new SignUp(session.Get(invitation)), cancellationToken);
            await session.ShowAsync(user, PersonText.One);
            return ExitCodes.Ok;
        });
        return verb;
    }

    private static async Task<SignInProvider> ChooseAsync(
        SignInSession session, string? name, CancellationToken cancellationToken)
    {
        using ApiClient api = session.OpenApi(token: null);
        IReadOnlyList<SignInProvider> all =
            (await api.GetAsync<Page<SignInProvider>>("sign-in", cancellationToken)).Items;
        string names = Printable.From(string.Join(", ", all.Select(provider => provider.Name)));
        return (name, all) switch
        {
            (_, []) => throw new UsageException(
                $"Nobody signs in at {session.ControlPlane}: it knows no provider. Put an API token into DTNBOX_TOKEN.",
                ExitCodes.Denied),
            (null, [var only]) => only,
            (null, _) => throw new UsageException($"There are several providers: choose with --provider one of {names}."),
            _ => all.FirstOrDefault(provider => string.Equals(provider.Name, name, StringComparison.OrdinalIgnoreCase))
                ?? throw new UsageException($"There is no provider '{name}' here. There is: {names}."),
        };
    }

    private static async Task<StoredSignIn> SignInAsync(
        SignInSession session, SignInProvider chosen, CancellationToken cancellationToken)
    {
        TimeProvider time = session.Terminal.Time;
        using var provider = new OpenIdProvider(chosen.Name, chosen.Authority, chosen.ClientId);
        ProviderMetadata metadata = await provider.DiscoverAsync(cancellationToken);
        var flow = new DeviceSignIn(provider, metadata, time);
        DeviceAuthorization device = await flow.BeginAsync(ScopesFor(chosen, metadata), cancellationToken);
        await session.TellAsync(Instructions(chosen, device));
        TokenAnswer tokens = await flow.WaitAsync(device, cancellationToken);
        return new StoredSignIn(
            session.ControlPlane, chosen.Name, chosen.Authority, chosen.ClientId, tokens.AccessToken, default, null)
            .With(tokens, time.GetUtcNow());
    }

    private static string ScopesFor(SignInProvider provider, ProviderMetadata metadata)
    {
        IEnumerable<string> known = metadata.ScopesSupported is { Count: > 0 } offered ? Scopes.Intersect(offered) : Scopes;
        // Entra makes a token for the API whose scope is asked for, and otherwise one for itself.
        return string.Join(' ', provider.Kind == "Entra" ? known.Append($"{provider.Audience}/.default") : known);
    }

    private static string Instructions(SignInProvider provider, DeviceAuthorization device)
    {
        List<string> lines =
        [
            $"To sign in with '{provider.Name}', open this address in a browser, on any machine:",
            $"  {device.VerificationUri}",
            $"and enter the code, which is good for {Figures.Duration(TimeSpan.FromSeconds(device.ExpiresIn))}:",
            $"  {device.UserCode}",
        ];
        if (device.VerificationUriComplete is { } complete)
        {
            lines.AddRange(["or open this one, and see that it shows the same code:", $"  {complete}"]);
        }

        return string.Join('\n', lines.Append("Waiting for it. Ctrl+C gives up.").Select(Printable.From));
    }
}
