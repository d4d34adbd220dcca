// There is nothing to do yet. The first step of a job to register a post step is the last one whose post step runs.
