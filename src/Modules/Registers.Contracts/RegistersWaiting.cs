using Verwaltung.Messaging;

namespace Verwaltung.Registers.Contracts;

/// <summary>Asks how many cases wait for a register.</summary>
/// <param name="Register">Job type of the register, e.g. <c>melderegister</c>.</param>
public sealed record GetRegisterWaiting(string Register) : IAsk<RegisterWaiting>;

/// <summary>Cases that wait because a register does not answer; they go on by themselves when it does.</summary>
/// <param name="Since">When the oldest of them was first told "unavailable"; null if none waits.</param>
public sealed record RegisterWaiting(string Register, int Count, DateTimeOffset? Since);
