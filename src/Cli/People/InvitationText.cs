using DtnBox.Cli.Text;
using DtnBox.Contracts.People;

namespace DtnBox.Cli.People;

/// <summary>Invitations in words.</summary>
internal static class InvitationText
{
    public static string Made(NewInvitation made, Uri controlPlane) => Printable.From($"Code   {made.Code}") + '\n' + Printable.From(
        $"Until  {Figures.Moment(made.Invitation.ExpiresAt)}, for {made.Invitation.Email ?? "one person"} as "
        + $"{made.Invitation.Role} (shown only now)") + $"\n\nThey come in with:\n  dtnbox login --url {controlPlane} --invitation {made.Code}";

    public static string Table(IReadOnlyList<InvitationView> invitations) => invitations.Count == 0
        ? "No invitations. Make one with: dtnbox invitation create"
        : Columns.From(
            ["ID", "ROLE", "FOR", "BY", "UNTIL", "USED BY"],
            [.. invitations.Select(invitation => new[]
            {
                invitation.Id,
                $"{invitation.Role}",
                Printable.From(invitation.Email ?? "anybody"),
                Printable.From(invitation.CreatedBy),
                Figures.Moment(invitation.ExpiresAt),
                Printable.From(invitation.UsedBy ?? string.Empty),
            })]);
}
