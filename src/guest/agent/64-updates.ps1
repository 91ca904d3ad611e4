# The step "updates": rounds of 63-update-round.ps1 with a reboot after each, until none applies. What it knows of the updates
# outlives the reboots in the state's memory.

# Reboots one after the other that bring nothing.
$IdleReboots = 3
# So often an update is tried: one that fails may want another one first, and one that comes back may want a second time.
$UpdateTries = 2

function New-UpdateMemory {
    return [pscustomobject]@{
        round = 0
        seconds = 0
        # Since an update was installed.
        reboots = 0
        # A round is at work; still true after a reboot that nobody asked for.
        busy = $false
        # id, name, installed, failed, code of each update that was tried
        tried = @()
        # UpdateResult of src/guest/types.ts
        results = @()
    }
}

function Invoke-UpdatesStep([pscustomobject] $Step, [pscustomobject] $State) {
    if ($null -eq $State.memory) { $State.memory = New-UpdateMemory }
    $memory = $State.memory
    $began = [DateTime]::UtcNow
    if ($memory.busy) {
        Write-Log 'the machine went down during a round of updates: searching again'
        $memory.reboots = $memory.reboots + 1
    }
    $memory.busy = $true
    Save-State $State
    if ($memory.reboots -gt $IdleReboots) {
        $end = New-StepEnd 1 'the machine goes down in every round of updates'
    } else {
        Set-UpdatePolicy $Step
        Send-Report @{ message = 'waiting until servicing is idle' }
        Wait-Servicing $Step.idleSeconds
        $end = Resolve-Round $Step $memory (Start-Round $Step $State)
    }
    $memory.busy = $false
    $memory.seconds = [Math]::Round($memory.seconds + ([DateTime]::UtcNow - $began).TotalSeconds, 1)
    if (-not $end.again) { Restore-UpdatePolicy }
    $Said.percent = $null
    return [pscustomobject]@{ exit = $end.exit; seconds = $memory.seconds; last = $end.last; again = $end.again; updates = @($memory.results) }
}

# "exit" as that of a process: null where something was killed.
function New-StepEnd($Exit, [string] $Last) {
    return @{ exit = $Exit; last = $Last; again = $false }
}

function New-StepAgain([string] $Why) {
    return @{ exit = 0; last = $Why; again = $true }
}

# Runs the child. What it told is in the listener.
function Start-Round([pscustomobject] $Step, [pscustomobject] $State) {
    $memory = $State.memory
    $listener = [pscustomobject]@{
        hear = 'Read-RoundText'
        until = $null
        step = $Step
        state = $State
        number = $memory.round + 1
        current = $null
        found = @()
        over = $null
        exit = $null
        last = ''
    }
    $request = @{
        from = $Step.from
        include = @($Step.include)
        exclude = @($Step.exclude)
        retrySeconds = @($Step.retrySeconds)
        # Rounds are used up: is anything left?
        look = $memory.round -ge $Step.rounds
        aside = @($memory.tried | Where-Object { $_.installed -ge $UpdateTries -or $_.failed -ge $UpdateTries } | ForEach-Object { $_.id })
    }
    Write-Log ('updates, round ' + $listener.number)
    Send-Report @{ message = 'round ' + $listener.number + ': searching' }
    Set-RoundLimit $listener
    $arguments = Join-Word @('-NoProfile', '-NonInteractive', '-ExecutionPolicy', 'Bypass', '-File', $InstalledAgent, '-UpdateRound')
    $result = Invoke-Process 'powershell.exe' $arguments $null @{ IMGF_UPDATES = (ConvertTo-JsonLine $request) } $null $listener
    $listener.exit = $result.exit
    $listener.last = $result.last
    return $listener
}

# The search, and each update, has its time.
function Set-RoundLimit([pscustomobject] $Listener) {
    $seconds = $Listener.step.timeoutSeconds
    if ($null -ne $seconds) { $Listener.until = [DateTime]::UtcNow.AddSeconds($seconds) }
}

# Takes what the child says, and gives what goes to the log.
function Read-RoundText([pscustomobject] $Listener, [string] $Text) {
    $said = @(
        foreach ($line in ($Text -split "`r?`n")) {
            if ($line.StartsWith('{')) { Read-RoundLine $Listener $line } elseif ($line -ne '') { $line }
        }
    )
    return @(foreach ($line in $said) { $line + "`r`n" }) -join ''
}

function Read-RoundLine([pscustomobject] $Listener, [string] $Text) {
    try { $line = ConvertFrom-Json -InputObject $Text } catch { return $Text }
    $prefix = 'round ' + $Listener.number + ': '
    switch ($line.wua) {
        'note' { return $prefix + $line.text }
        'found' {
            $Listener.found = @($Listener.found) + @($line)
            return $prefix + 'still offered: ' + $line.title
        }
        'begin' {
            $Listener.current = $line
            Set-RoundLimit $Listener
            $Said.percent = [Math]::Floor(100 * $line.index / $line.count)
            return $prefix + ($line.index + 1) + ' of ' + $line.count + ', ' + $line.title
        }
        'end' {
            $Listener.current = $null
            Set-RoundLimit $Listener
            Add-UpdateResult $Listener $line $line.outcome $line.code $line.seconds
            return $prefix + $line.outcome + ', ' + (Get-UpdateCodeText $line.code) + ' after ' + $line.seconds + ' s: ' + $line.title
        }
        'over' {
            $Listener.over = $line
            $Listener.until = $null
            return $prefix + $line.how + ' ' + (Get-UpdateCodeText $line.code)
        }
    }
}

# Kept on the disk at once: the next update may take the machine down.
function Add-UpdateResult([pscustomobject] $Listener, $Update, [string] $Outcome, [string] $Code, $Seconds) {
    $memory = $Listener.state.memory
    $memory.results = @($memory.results) + @([pscustomobject]@{
            round = $Listener.number; kb = $Update.kb; title = $Update.title; outcome = $Outcome; code = $Code; seconds = $Seconds
        })
    $tried = @($memory.tried | Where-Object { $_.id -eq $Update.id })
    if ($tried.Count -eq 0) {
        $tried = @([pscustomobject]@{ id = $Update.id; name = $Update.name; installed = 0; failed = 0; code = '' })
        $memory.tried = @($memory.tried) + $tried
    }
    if ($Outcome -eq 'installed') {
        $tried[0].installed = $tried[0].installed + 1
        $memory.reboots = 0
    } else {
        $tried[0].failed = $tried[0].failed + 1
    }
    $tried[0].code = $Code
    Save-State $Listener.state
}

# What follows from a round.
function Resolve-Round([pscustomobject] $Step, [pscustomobject] $Memory, [pscustomobject] $Round) {
    if ($null -eq $Round.exit) {
        $limit = ' was not done after its time limit of ' + $Step.timeoutSeconds + ' s'
        if ($null -eq $Round.current) { return New-StepEnd $null ('the search for updates' + $limit) }
        Add-UpdateResult $Round $Round.current 'timed out' '0x80240021' $Step.timeoutSeconds
        return New-StepEnd $null ($Round.current.name + $limit + ': raise updates.timeout, or exclude it')
    }
    $over = $Round.over
    if ($null -eq $over) { return New-StepEnd 1 ('the round of updates ended with exit code ' + $Round.exit + ': ' + $Round.last) }
    if (@($Memory.results | Where-Object { $_.round -eq $Round.number }).Count -gt 0) { $Memory.round = $Round.number }
    $what = $over.text + ': ' + (Get-UpdateCodeText $over.code)
    switch ($over.how) {
        'failed' { return New-StepEnd 1 $what }
        'reboot' { return Resolve-Reboot $Memory $what }
        'installed' {
            $Memory.reboots = 0
            return New-StepAgain ('round ' + $Round.number + ' of updates: ' + $over.text + ' tried')
        }
    }
    if ($Round.found.Count -gt 0) { return New-StepEnd 1 (Get-LeftText $Step $Memory $Round) }
    if ($over.reboot -and $Memory.reboots -lt $IdleReboots) { return Resolve-Reboot $Memory 'updates wait for a reboot' }
    if ($over.reboot) { Write-Log ('after ' + $IdleReboots + ' reboots updates still wait for one') }
    $installed = @($Memory.results | Where-Object { $_.outcome -eq 'installed' }).Count
    return New-StepEnd 0 ('no more updates apply; installed: ' + $installed)
}

function Resolve-Reboot([pscustomobject] $Memory, [string] $Why) {
    if ($Memory.reboots -ge $IdleReboots) { return New-StepEnd 1 ('after ' + $IdleReboots + ' reboots still ' + $Why) }
    $Memory.reboots = $Memory.reboots + 1
    return New-StepAgain $Why
}

# Who is to blame, by name: those that fail first, then those that come back, then those that no round was left for.
function Get-LeftText([pscustomobject] $Step, [pscustomobject] $Memory, [pscustomobject] $Round) {
    $failed = @()
    $back = @()
    $left = @()
    foreach ($update in $Round.found) {
        $tried = @($Memory.tried | Where-Object { $_.id -eq $update.id })
        if ($tried.Count -gt 0 -and $tried[0].failed -ge $UpdateTries) {
            $failed += $update.name + ' failed ' + $tried[0].failed + ' times with ' + (Get-UpdateCodeText $tried[0].code)
        } elseif ($tried.Count -gt 0 -and $tried[0].installed -ge $UpdateTries) {
            $back += $update.name
        } else {
            $left += $update.name
        }
    }
    $texts = @($failed)
    if ($back.Count -gt 0) { $texts += ($back -join ', ') + ' is offered again after ' + $UpdateTries + ' installations with success: name it in updates.exclude' }
    if ($left.Count -gt 0) { $texts += 'still offered after the last round: ' + ($left -join ', ') + '; raise updates.rounds from ' + $Step.rounds }
    return $texts -join '; '
}
