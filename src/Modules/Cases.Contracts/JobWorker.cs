using System.Collections.Immutable;
using System.Linq.Expressions;
using System.Reflection;
using Verwaltung.Messaging;

namespace Verwaltung.Cases.Contracts;

/// <summary>
/// Who does a type of job, and how. A module registers each as a <see cref="JobType"/>; the frame in Cases asks for the job, reads its inputs,
/// runs the command, and ends the job as the command's answer says.
/// </summary>
/// <param name="Meaning">What it does, in a line for designers.</param>
public sealed record JobWorker(string Name, string Meaning) : JobType(Name)
{
    /// <summary>The values of the case that it takes.</summary>
    public ImmutableArray<JobInput> Inputs { get; init; } = [];

    /// <summary>What else it needs of the model, in words: headers, letters.</summary>
    public string Needs { get; init; } = "";

    /// <summary>Which values the case has afterwards, in words.</summary>
    public string Gives { get; init; } = "";

    /// <summary>What it may end with instead.</summary>
    public ImmutableArray<JobErrorAttribute> Errors { get; init; } = [];

    /// <summary>The command for a job, from the values of its inputs in their order.</summary>
    public required Func<Job, object?[], IAsk<JobResult>> Command { get; init; }

    /// <summary>Whether the database may refuse its commit and mean an error by that.</summary>
    public bool MayBeRefused => Errors.Any(error => error.Constraint is not null);

    /// <summary>The workers of a module: its commands with <see cref="JobWorkerAttribute"/>.</summary>
    /// <exception cref="InvalidOperationException">One does not ask for a result, or takes what is neither the job nor an input.</exception>
    public static IEnumerable<JobWorker> In(Assembly module) => module.GetTypes()
        .Where(type => type.IsDefined(typeof(JobWorkerAttribute), inherit: false))
        .Select(command => Of(command, command.GetCustomAttribute<JobWorkerAttribute>()!))
        .OrderBy(worker => worker.Name, StringComparer.Ordinal);

    /// <summary>The command that does the job; null with why the job fails when its inputs are not what the worker takes.</summary>
    public IAsk<JobResult>? Begin(Job job, out JobResult.Failed? fault)
    {
        fault = null;
        var values = new object?[Inputs.Length];
        for (var i = 0; i < values.Length && fault is null; i++) values[i] = Inputs[i].Read(job, out fault);
        return fault is null ? Command(job, values) : null;
    }

    /// <summary>The error that is meant by a constraint of the database.</summary>
    public JobErrorAttribute? MeantBy(string? constraint) => Errors.FirstOrDefault(error => error.Constraint is not null && error.Constraint == constraint);

    private static JobWorker Of(Type command, JobWorkerAttribute declared)
    {
        if (command.GetConstructors() is not [var constructor] || !command.IsAssignableTo(typeof(IAsk<JobResult>)))
            throw new InvalidOperationException($"Expected {command} to have one constructor and to ask for a {nameof(JobResult)}.");
        var parameters = constructor.GetParameters();
        ParameterInfo[] inputs = [.. parameters.Where(parameter => parameter.ParameterType != typeof(Job))];
        return new(declared.Name, declared.Meaning)
        {
            Inputs = [.. inputs.Select(JobInput.Of)],
            Gives = declared.Gives,
            Errors = [.. command.GetCustomAttributes<JobErrorAttribute>()],
            Command = Compile(constructor, parameters),
        };
    }

    private static Func<Job, object?[], IAsk<JobResult>> Compile(ConstructorInfo constructor, ParameterInfo[] parameters)
    {
        var (job, values) = (Expression.Parameter(typeof(Job)), Expression.Parameter(typeof(object?[])));
        var input = 0;
        Expression[] arguments =
        [
            .. parameters.Select(parameter => parameter.ParameterType == typeof(Job)
                ? (Expression)job
                : Expression.Convert(Expression.ArrayIndex(values, Expression.Constant(input++)), parameter.ParameterType)),
        ];
        return Expression.Lambda<Func<Job, object?[], IAsk<JobResult>>>(Expression.New(constructor, arguments), job, values).Compile();
    }
}
