using System.CommandLine;
using DtnBox.Cli.Transfers;
using DtnBox.Contracts.Commands;
using DtnBox.Contracts.Grants;

namespace DtnBox.Cli.Grants;

/// <summary><c>dtnbox grant add</c></summary>
internal static class GrantAdd
{
    public static Command Create(Shell shell)
    {
        Argument<Location> place = LocationText.Argument("place", "What of whose store: site:bucket/prefix.");
        var to = new Option<string>("--to")
        {
            Description = $"An e-mail address, for whoever signs in with it; a user's id; or '{Grantees.Everyone}' who is signed in.",
            HelpName = "who",
            Required = true,
        };
        Option<Right?> right = Choice.Of<Right>("--right", "Read: use it as a source. Write: use it as a destination.");
        right.Required = true;
        var until = new Option<string>("--until")
        {
            Description = $"When it ends, at most 366 days from now. {DeadlineText.Forms}", HelpName = "time", Required = true,
        };
        var note = new Option<string?>("--note") { Description = "What it is for.", HelpName = "text" };
        var key = new Option<string?>("--idempotency-key")
        {
            Description = "The same key gives the same grant, however often it is sent. Default: a random one.", HelpName = "key",
        };
        var verb = new Verb(
            "add",
            "Gives somebody, or everyone, a right on part of a site's store.",
            "dtnbox grant add site-a:results/run-7/ --to alice@example.org --right Read --until 30d",
            "dtnbox grant add site-a:results/run-7/ --to u-0123456789abcdef --right Read --until 30d --note 'paper 12'",
            "dtnbox grant add site-b:incoming/ --to everyone --right Write --until 2026-12-31")
        {
            place, to, right, until, note, key,
        };
        shell.OnRun(verb, async (session, cancellationToken) =>
        {
            Location where = session.Get(place);
            var request = new CreateGrant(
                session.Get(to)!,
                session.Get(right)!.Value,
                where.Bucket,
                DeadlineText.Read(session.Get(until)!, session.Terminal.Time),
                where.Prefix,
                session.Get(note));
            GrantView made = await session.Api.PostAsync<GrantView>(
                GrantPaths.Of(where.NodeId), request, cancellationToken, session.Get(key) ?? Guid.NewGuid().ToString("N"));
            await session.ShowAsync(made, GrantText.One);
            if (made.Warning is { } warning)
            {
                await session.Terminal.Error.WriteLineAsync($"dtnbox: {warning}");
            }

            return ExitCodes.Ok;
        });
        return verb;
    }
}
