using System.Net;

namespace DtnBox.ControllerAgent.ControlPlane;

/// <summary>The control plane will not take this request, however often it is sent.</summary>
internal sealed class RequestRefusedException(HttpStatusCode status, Problem problem) : Exception(problem.ToString())
{
    public HttpStatusCode Status { get; } = status;

    public Problem Problem { get; } = problem;
}
