using DtnBox.Contracts.Agents;
using DtnBox.ControllerAgent.ControlPlane;
using Microsoft.Extensions.Options;

namespace DtnBox.ControllerAgent.Enrollment;

/// <summary>Joins the node at the first start.</summary>
internal sealed partial class Enroller(
    ControlPlaneConnection connection,
    Patience patience,
    AgentIdentity identity,
    IOptions<AgentOptions> options,
    ILogger<Enroller> logger)
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(30);

    /// <summary>Makes sure that the agent has an identity; waits while the control plane is away.</summary>
    /// <exception cref="EnrollmentException">It has none and can get none; the message says what to do.</exception>
    public async Task EnsureEnrolledAsync(CancellationToken cancellationToken)
    {
        if (identity.Enrolled is { } known)
        {
            LogKnown(known.AgentId, known.NodeId);
            return;
        }

        if (string.IsNullOrWhiteSpace(options.Value.EnrollmentCode))
        {
            throw new EnrollmentException(
                "This agent is not enrolled. Make a code with 'dtnbox node enroll NODE' and start it once with "
                + "Agent__EnrollmentCode set to that code.");
        }

        try
        {
            EnrolledAgent enrolled = await patience.UntilAnsweredAsync("Enrolment", EnrollAsync, cancellationToken);
            identity.Keep(enrolled);
            LogEnrolled(enrolled.AgentId, enrolled.NodeId);
        }
        catch (RequestRefusedException refusal)
        {
            throw new EnrollmentException($"The control plane refused the enrolment: {refusal.Problem}", refusal);
        }
    }

    private async Task<EnrolledAgent> EnrollAsync(CancellationToken cancellationToken)
    {
        var body = new EnrollAgent(
            options.Value.EnrollmentCode!.Trim(), identity.Key.Public, Environment.MachineName, AgentVersion.Text);
        using HttpRequestMessage request = JsonCalls.Post("api/v1/agent/enroll", body);
        using HttpResponseMessage response = await connection.SendAsync(
            request, Timeout, mayBeMissing: false, cancellationToken);
        return await JsonCalls.ReadAsync<EnrolledAgent>(response, cancellationToken);
    }
}
