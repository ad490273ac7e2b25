using DtnBox.Cli.Text;
using DtnBox.Contracts.People;

namespace DtnBox.Cli.People;

/// <summary>People in words.</summary>
internal static class PersonText
{
    public static string One(UserView user)
    {
        List<string> lines =
        [
            $"{user.Id}  {user.Name}",
            $"  State     {user.State}{Since(user)}",
            $"  Role      {user.Role}",
        ];
        if (user.Email is { } email)
        {
            lines.Add($"  E-mail    {email}{(user.EmailVerified ? string.Empty : " (not verified)")}");
        }

        lines.Add($"  Provider  {user.Provider}");
        if (user.CreatedAt is { } created)
        {
            lines.Add($"  Signed up {Figures.Moment(created)}");
        }

        if (user.LastSignInAt is { } last)
        {
            lines.Add($"  Last seen {Figures.Moment(last)}");
        }

        if (user.State == UserState.Pending)
        {
            lines.Add("  An administrator has to approve, or an invitation lets in: dtnbox me --invitation CODE");
        }

        return string.Join('\n', lines.Select(Printable.From));
    }

    public static string Table(IReadOnlyList<UserView> users) => users.Count == 0
        ? "No users."
        : Columns.From(
            ["ID", "NAME", "E-MAIL", "STATE", "ROLE", "PROVIDER"],
            [.. users.Select(user => new[]
            {
                user.Id,
                Printable.From(user.Name),
                Printable.From(user.Email is null ? string.Empty : user.EmailVerified ? user.Email : $"{user.Email}?"),
                $"{user.State}",
                $"{user.Role}",
                Printable.From(user.Provider),
            })]);

    public static string HandOver(HandOverView order)
    {
        string moved = order.Moved.Count == 0
            ? "nothing yet"
            : string.Join(", ", order.Moved.Select(kind => $"{kind.Value:N0} {kind.Key}"));
        return string.Join('\n', new[]
        {
            $"From     {order.From}",
            $"To       {order.To}",
            $"Ordered  {Figures.Moment(order.OrderedAt)} by {order.OrderedBy}",
            $"Moved    {moved}",
            order.EndedAt is { } ended ? $"Done     {Figures.Moment(ended)}" : $"Doing    {order.Doing}",
        }.Select(Printable.From));
    }

    private static string Since(UserView user)
        => user.StateSince is { } since ? $" since {Figures.Moment(since)}, by {user.StateBy}" : string.Empty;
}
