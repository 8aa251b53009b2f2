using System.Collections.Immutable;
using Verwaltung.Forms;
using Verwaltung.Messaging;
using Verwaltung.Workflow.Decisions;
using Verwaltung.Workflow;

namespace Verwaltung.Procedures.Contracts;

/// <summary>
/// One immutable version of a procedure: process, decisions, forms, letters and settings, named by the SHA-256 of its files.
/// A case reads everything from the bundle it was opened with, however often the procedure changes meanwhile.
/// </summary>
/// <param name="Hash">Lower-case hexadecimal SHA-256 over names and contents of all files.</param>
/// <param name="Forms">Forms by form id.</param>
/// <param name="FormFiles">The forms as form-js JSON by form id, for those who render them themselves.</param>
/// <param name="Letters">Letter templates (markdown) by file stem.</param>
public sealed record Bundle(
    string Hash, ProcedureSettings Settings, ProcessDefinition Process, IDecisions Decisions,
    ImmutableDictionary<string, Form> Forms, ImmutableDictionary<string, string> FormFiles, ImmutableDictionary<string, string> Letters);

/// <summary>Asks for a bundle by content hash; it always exists once a case names it.</summary>
public sealed record GetBundle(string Hash) : IAsk<Bundle>;

/// <summary>
/// Asks for the bundle that new cases of a procedure use; null when there is no such procedure or its newest version is broken and none was ever
/// good.
/// </summary>
public sealed record GetActiveBundle(string ProcedureKey) : IAsk<Bundle?>;

/// <summary>Asks for the active bundle of every procedure, by title.</summary>
public sealed record ListActiveBundles : IAsk<IReadOnlyList<Bundle>>;
