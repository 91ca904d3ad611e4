# The steps of the plan, by their kind. Each gives the result of a process.

# A script that ends with it is run again after a reboot, so often at most. Programs have that code for a failure of theirs.
$RunAgain = 1003
$RunLimit = 10

function Invoke-RunStep([pscustomobject] $Step, [string] $Medium, $Secrets, [pscustomobject] $State) {
    $memory = $State.memory
    if ($null -eq $memory) { $memory = [pscustomobject]@{ runs = 0; seconds = 0 } }
    $memory.runs = $memory.runs + 1
    $path = $Medium + $Step.script
    $words = @($Step.args)
    $variables = @{ IMAGE_FACTORY_RUN = [string] $memory.runs }
    foreach ($property in $Step.env.PSObject.Properties) { $variables[$property.Name] = $property.Value }
    foreach ($name in $Step.secrets) {
        if ($null -eq $Secrets.$name) { throw ('the medium holds no secret ' + $name) }
        $variables[$name] = $Secrets.$name
    }
    $file = $path
    $arguments = Join-Word $words
    switch ([IO.Path]::GetExtension($Step.script)) {
        '.ps1' {
            $file = 'powershell.exe'
            $arguments = Join-Word (@('-NoProfile', '-NonInteractive', '-ExecutionPolicy', 'Bypass', '-File', $path) + $words)
        }
        { $_ -eq '.cmd' -or $_ -eq '.bat' } {
            $file = 'cmd.exe'
            $arguments = '/d /s /c "' + (Join-Word (@($path) + $words)) + '"'
        }
        '.msi' {
            $file = 'msiexec.exe'
            $arguments = Join-Word (@('/i', $path, '/qn', '/norestart') + $words)
        }
    }
    $result = Invoke-Process $file $arguments ([IO.Path]::GetDirectoryName($path)) $variables $Step.timeoutSeconds
    $result.seconds = [Math]::Round($memory.seconds + $result.seconds, 1)
    $memory.seconds = $result.seconds
    $isScript = @('.ps1', '.cmd', '.bat') -contains [IO.Path]::GetExtension($Step.script)
    if ($result.exit -ne $RunAgain -or -not $isScript -or $Step.verify) { return $result }
    if ($memory.runs -ge $RunLimit) {
        $result.last = 'asked for a reboot, to be run again, for the ' + $RunLimit + 'th time; its last line: ' + $result.last
        return $result
    }
    $State.memory = $memory
    return [pscustomobject]@{ again = $true; last = 'asked for by exit code ' + $RunAgain + ', to be run again' }
}

# robocopy, because it takes paths of any length; its exit codes below 8 are success.
function Invoke-FilesStep([pscustomobject] $Step, [string] $Medium) {
    $from = $Medium + $Step.from
    $options = @('/COPY:DT', '/DCOPY:T', '/A-:R', '/R:3', '/W:5', '/NP', '/NJH', '/NDL')
    if ([IO.Directory]::Exists($from)) {
        $words = @($from, $Step.to.TrimEnd('\'), '/E') + $options
    } else {
        $to = $Step.to
        if (-not $to.EndsWith('\') -and [IO.Directory]::Exists($to)) {
            throw ($to + ': is a folder; write ' + $to + '\ to copy a file into it')
        }
        $words = @([IO.Path]::GetDirectoryName($from), [IO.Path]::GetDirectoryName($to), [IO.Path]::GetFileName($from)) + $options
    }
    # A root such as C:\ keeps its backslash, and a last backslash would escape the quote.
    $words = @(foreach ($word in $words) { if ($word -match '^[A-Za-z]:\\?$') { $word.Substring(0, 2) + '\.' } else { $word } })
    $result = Invoke-Process 'robocopy.exe' (Join-Word $words) $null @{} $null
    if ($result.exit -lt 8) { $result.exit = 0 }
    return $result
}

function Invoke-Step([pscustomobject] $Step, [string] $Medium, $Secrets, [pscustomobject] $State) {
    switch ($Step.kind) {
        'run' { return Invoke-RunStep $Step $Medium $Secrets $State }
        'files' { return Invoke-FilesStep $Step $Medium }
        'languages' { return Resolve-Pending (Invoke-LanguagesStep $Step $Medium) $State }
        'capabilities' { return Resolve-Pending (Invoke-CapabilitiesStep $Step $Medium) $State }
        'packages' { return Invoke-PackagesStep $Step $Medium $State }
        'features' { return Resolve-Pending (Invoke-FeaturesStep $Step) $State }
        'appx' { return Resolve-Pending (Invoke-AppxStep $Step $Medium) $State }
        'drivers' { return Invoke-DriversStep $Step $Medium }
        'cleanup' { return Resolve-Pending (Invoke-CleanupStep) $State }
        'updates' { return Invoke-UpdatesStep $Step $State }
    }
    throw ('steps of the kind "' + $Step.kind + '" are not known to this agent')
}

# What the host is told of a step that has ended.
function New-StepResult([int] $Index, [pscustomobject] $Result) {
    $told = [ordered]@{ step = $Index; exit = $Result.exit; seconds = $Result.seconds }
    foreach ($name in @('updates', 'freed')) { if ($null -ne $Result.$name) { $told[$name] = $Result.$name } }
    return [pscustomobject] $told
}

# Runs what is left of the plan. A result with "again" reboots, and the same step goes on with what it keeps in the state's
# "memory". True: all is done; false: the machine is going down, to come back or not.
function Invoke-Plan([pscustomobject] $Plan, [pscustomobject] $State, [string] $Medium, $Secrets) {
    $steps = @($Plan.steps)
    while ($State.next -lt $steps.Count) {
        $index = $State.next
        $step = $steps[$index]
        $State.begun = $index
        Save-State $State
        [void] [IO.Directory]::CreateDirectory($StepLogs)
        $script:StepLog = $StepLogs + '\' + $Plan.station + '-' + ($index + 1).ToString('d2') + '.log'
        Write-Log ('step ' + ($index + 1) + ' of ' + $steps.Count + ', ' + $step.title)
        Send-Report @{ state = 'running'; step = $index; title = $step.title; message = '' }
        $result = Invoke-Step $step $Medium $Secrets $State
        $State.begun = $null
        if ($result.again) {
            Restart-Machine $State $result.last
            return $false
        }
        $State.memory = $null
        $State.results = @($State.results) + @(New-StepResult $index $result)
        $State.next = $index + 1
        $Said.results = @(Get-SaidResult $State.results)
        Write-Log ('step ' + ($index + 1) + ': exit code ' + $result.exit + ' after ' + $result.seconds + ' s')
        $script:StepLog = $null
        $reboots = -not $step.verify -and ($result.exit -eq 3010 -or $result.exit -eq 1641)
        if ($null -eq $result.exit) {
            # A step of updates or packages names what was killed.
            $why = $result.last
            if ($null -eq $result.updates) { $why = 'killed at its time limit of ' + $step.timeoutSeconds + ' s; its last line: ' + $why }
            Stop-Run $State $why
            return $false
        }
        if ($result.exit -ne 0 -and -not $reboots) {
            Stop-Run $State $result.last
            return $false
        }
        Save-State $State
        Send-Report @{ message = $result.last }
        if ($reboots) {
            Restart-Machine $State ('asked for by exit code ' + $result.exit)
            return $false
        }
    }
    Send-Report @{ step = $null; title = ''; message = '' }
    return $true
}

# The run is over, and not well.
function Stop-Run([pscustomobject] $State, [string] $Message) {
    Write-Log ('failed: ' + $Message)
    Send-LastReport @{ state = 'failed'; message = $Message }
    try { Restore-UpdatePolicy } catch { Write-Log $_.Exception.Message }
    try {
        if ($null -ne $State) {
            $State.phase = 'over'
            Save-State $State
        }
        Stop-Machine '/s'
    } catch {
        Write-Log $_.Exception.Message
    }
}
